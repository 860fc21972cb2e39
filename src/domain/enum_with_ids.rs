//! Enums whose values have a stable word each.

/// Defines enums whose values have an id each, as used in output, settings, rule files and the store: the
/// enum, `ALL` of its values, `id`, and `from_id`, which returns the value of an id.
/// In JSON a value is its id.
macro_rules! enum_with_ids {
    ($(
        $(#[$of_enum:meta])*
        $vis:vis enum $type:ident { $($(#[$of_value:meta])* $value:ident = $id:literal,)+ }
    )+) => {$(
        $(#[$of_enum])*
        $vis enum $type {
            $($(#[$of_value])* $value,)+
        }

        #[allow(dead_code, reason = "of some enums nothing lists the values, or reads their ids")]
        impl $type {
            /// Every value, in the order in which they are defined.
            $vis const ALL: [Self; [$($id),+].len()] = [$(Self::$value),+];

            /// Every value behind its word.
            $vis const BY_ID: [(&'static str, Self); Self::ALL.len()] =
                [$(($id, Self::$value)),+];

            /// Returns the stable word of the value.
            $vis const fn id(self) -> &'static str {
                match self { $(Self::$value => $id,)+ }
            }

            /// Returns the value of a stable word; `None` for any other word.
            $vis fn from_id(id: &str) -> Option<Self> {
                Self::ALL.into_iter().find(|value| value.id() == id)
            }
        }

        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(self.id())
            }
        }
    )+};
}
pub(crate) use enum_with_ids;
