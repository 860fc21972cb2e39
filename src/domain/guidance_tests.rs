//! A test per row of `docs/platform/buyer.md`, and its gates.

use super::*;

const NOW: Moment = Moment::from_millis(1_768_600_000_000);

fn open() -> GuidanceFacts {
    GuidanceFacts {
        state: State::Open,
        later_knowledge: false,
        over_since: false,
        status_known: true,
        stage: Some(Stage::Negotiation),
        turn: Turn::Buyer,
        closed_at: None,
        ruled_at: None,
        refunded: false,
        protection: Protection::Until(NOW.plus_days(20)),
        protected_days: 20,
        agreed: None,
        stuck: false,
    }
}

fn agreed(word: Agreed) -> GuidanceFacts {
    GuidanceFacts { agreed: Some(word), ..open() }
}

fn returning(facts: GuidanceFacts) -> GuidanceFacts {
    GuidanceFacts { stage: Some(Stage::Returning), ..facts }
}

fn over(facts: GuidanceFacts) -> GuidanceFacts {
    let protection = Protection::Over(NOW.plus_days(-1));
    GuidanceFacts { protection, protected_days: 0, ..facts }
}

fn what(facts: &GuidanceFacts) -> (Situation, Steps) {
    let plan = plan(facts).unwrap();
    (plan.situation, plan.steps)
}

#[test]
fn a_refund_through_the_platform_is_accepted_not_cancelled() {
    assert_eq!(what(&agreed(Agreed::Refund)), (Situation::Refund, Steps::AcceptProposal));
}

#[test]
fn a_solved_problem_is_cancelled() {
    assert_eq!(what(&agreed(Agreed::Resolved)), (Situation::Resolved, Steps::CancelDispute));
}

#[test]
fn a_kept_item_means_cancelling_the_return() {
    let facts = returning(agreed(Agreed::Keep));
    assert_eq!(what(&facts), (Situation::Keep, Steps::CancelReturn));
    assert!(plan(&facts).unwrap().cautions.is_empty());
}

#[test]
fn a_promised_replacement_is_guided_with_a_warning() {
    let facts = agreed(Agreed::Resend);
    assert_eq!(what(&facts), (Situation::Resend, Steps::CancelDispute));
    assert_eq!(plan(&facts).unwrap().cautions, [Caution::StillOwed]);
}

#[test]
fn a_parcel_on_its_way_is_guided_with_a_warning() {
    let facts = agreed(Agreed::Wait);
    assert_eq!(what(&facts), (Situation::Wait, Steps::CancelDispute));
    assert_eq!(plan(&facts).unwrap().cautions, [Caution::StillOwed]);
}

#[test]
fn money_outside_the_platform_is_refused() {
    assert_eq!(plan(&agreed(Agreed::OffPlatform)), Err(Refusal::OffPlatform));
}

#[test]
fn a_review_in_return_is_refused() {
    assert_eq!(plan(&agreed(Agreed::ForReview)), Err(Refusal::ForReview));
}

#[test]
fn a_promise_needs_a_protection_end_that_is_known_and_to_come() {
    for word in [Agreed::Resend, Agreed::Wait] {
        let unknown = GuidanceFacts { protection: Protection::Unknown, ..agreed(word) };
        assert_eq!(plan(&unknown), Err(Refusal::PromiseWithoutProtectionEnd));
        let at = NOW.plus_days(-1);
        assert_eq!(plan(&over(agreed(word))), Err(Refusal::PromiseAfterProtection { at }));
    }
}

#[test]
fn a_promise_that_outlasts_protection_is_refused() {
    for word in [Agreed::Resend, Agreed::Wait] {
        let soon = GuidanceFacts { protected_days: FEW_DAYS - 1, ..agreed(word) };
        let at = NOW.plus_days(20);
        assert_eq!(plan(&soon), Err(Refusal::PromiseBeyondProtection { at }));
        let later = GuidanceFacts { protected_days: FEW_DAYS, ..agreed(word) };
        assert!(plan(&later).is_ok());
    }
}

#[test]
fn nobody_waits_for_a_parcel_that_is_being_returned() {
    assert_eq!(plan(&returning(agreed(Agreed::Wait))), Err(Refusal::WaitDuringReturn));
    let facts = returning(agreed(Agreed::Resend));
    assert_eq!(what(&facts), (Situation::Resend, Steps::CancelReturn));
}

#[test]
fn a_stuck_return_and_a_proposal_beside_a_return_are_told_apart() {
    let stuck = GuidanceFacts { stuck: true, ..returning(agreed(Agreed::Keep)) };
    assert_eq!(what(&stuck), (Situation::Stuck, Steps::AskSupportToCancelReturn));
    let refund = plan(&returning(agreed(Agreed::Refund))).unwrap();
    assert_eq!(refund.cautions, [Caution::ReturnBesideProposal]);
    let stuck = GuidanceFacts { stuck: true, ..returning(agreed(Agreed::Refund)) };
    assert_eq!(plan(&stuck).unwrap().cautions, [Caution::ReturnBesideProposal]);
}

#[test]
fn whoever_asks_for_help_is_not_sent_there_again() {
    let facts = GuidanceFacts { stage: Some(Stage::Platform), stuck: true, ..open() };
    assert!(!plan(&facts).unwrap().cautions.contains(&Caution::PlatformDecides));
    let facts = GuidanceFacts { stage: Some(Stage::Platform), ..open() };
    assert!(plan(&facts).unwrap().cautions.contains(&Caution::PlatformDecides));
}

#[test]
fn a_refund_may_be_accepted_after_protection_has_ended() {
    assert_eq!(what(&over(agreed(Agreed::Refund))), (Situation::Refund, Steps::AcceptProposal));
    assert!(plan(&over(agreed(Agreed::Refund))).unwrap().cautions.is_empty());
}

#[test]
fn cancelling_after_protection_has_ended_is_said_to_be_final() {
    let plan = plan(&over(agreed(Agreed::Resolved))).unwrap();
    assert_eq!(plan.cautions, [Caution::ProtectionOver]);
}

#[test]
fn without_an_agreement_the_conditional_message_is_given_and_said_so() {
    assert_eq!(what(&open()), (Situation::Resolved, Steps::CancelDispute));
    assert_eq!(plan(&open()).unwrap().cautions, [Caution::NotStated]);
}

#[test]
fn without_an_agreement_a_return_under_way_gives_the_return_message() {
    assert_eq!(what(&returning(open())), (Situation::Keep, Steps::CancelReturn));
    let cautions = plan(&returning(open())).unwrap().cautions;
    assert_eq!(cautions, [Caution::NotStated, Caution::ReturnUnderWay]);
}

#[test]
fn a_solved_problem_with_a_return_under_way_cancels_the_return() {
    let facts = returning(agreed(Agreed::Resolved));
    assert_eq!(what(&facts), (Situation::Resolved, Steps::CancelReturn));
}

#[test]
fn keeping_without_a_return_in_the_data_is_doubted() {
    let plan = plan(&agreed(Agreed::Keep)).unwrap();
    assert_eq!(plan.cautions, [Caution::NoReturnKnown]);
}

#[test]
fn what_is_over_is_refused_with_its_moment() {
    let at = Some(NOW.plus_days(-3));
    let cancelled = GuidanceFacts { state: State::Cancelled, closed_at: at, ..open() };
    assert_eq!(plan(&cancelled), Err(Refusal::Cancelled { at }));
    let ended = GuidanceFacts { state: State::Ended, closed_at: at, stuck: true, ..open() };
    assert_eq!(plan(&ended), Err(Refusal::Ended { at }));
    assert_eq!(plan(&ended).unwrap_err().at(), at);
}

#[test]
fn a_ruling_or_a_paid_refund_leaves_nothing_to_cancel() {
    let ruled = GuidanceFacts { ruled_at: Some(NOW), ..agreed(Agreed::Resolved) };
    assert_eq!(plan(&ruled), Err(Refusal::Ruled { at: NOW }));
    let refunded = GuidanceFacts { refunded: true, ..agreed(Agreed::Resolved) };
    assert_eq!(plan(&refunded), Err(Refusal::Refunded));
}

#[test]
fn a_buyer_who_is_stuck_is_sent_to_customer_service() {
    let stuck = GuidanceFacts { stuck: true, ..open() };
    assert_eq!(what(&stuck), (Situation::Stuck, Steps::AskSupportToCancel));
    assert!(plan(&stuck).unwrap().cautions.is_empty());
    let refund = GuidanceFacts { stuck: true, ..agreed(Agreed::Refund) };
    assert_eq!(what(&refund), (Situation::Stuck, Steps::AskSupportToAccept));
}

#[test]
fn being_stuck_does_not_lift_a_gate() {
    for word in [Agreed::OffPlatform, Agreed::ForReview] {
        assert!(plan(&GuidanceFacts { stuck: true, ..agreed(word) }).is_err());
    }
    assert!(plan(&GuidanceFacts { stuck: true, ..over(agreed(Agreed::Wait)) }).is_err());
}

#[test]
fn the_seller_is_told_to_propose_before_the_buyer_can_accept() {
    let facts = GuidanceFacts { turn: Turn::Seller, ..agreed(Agreed::Refund) };
    assert_eq!(plan(&facts).unwrap().cautions, [Caution::ProposalFirst]);
}

#[test]
fn a_dispute_with_the_platform_may_have_no_button() {
    let facts = GuidanceFacts { stage: Some(Stage::Platform), ..agreed(Agreed::Resolved) };
    assert_eq!(plan(&facts).unwrap().cautions, [Caution::PlatformDecides]);
}

#[test]
fn protection_ends_at_its_moment() {
    assert_eq!(Protection::as_of(Some(NOW), NOW), Protection::Over(NOW));
    let next = NOW.plus_hours(1);
    assert_eq!(Protection::as_of(Some(next), NOW), Protection::Until(next));
    assert_eq!(Protection::as_of(None, NOW), Protection::Unknown);
}
