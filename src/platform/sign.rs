//! Signatures of calls (`docs/platform/open-platform.md`).

use std::collections::BTreeMap;
use std::fmt::Write as _;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// A call's text parameters, in the order of their names' bytes, which is the order in which they
/// are signed.
pub(crate) type Params = BTreeMap<String, String>;

/// Returns the HMAC-SHA256 signature of a call: 64 upper-case hexadecimal digits.
///
/// `path` is the interface path (`/auth/token/create`) for `/rest` calls and empty for `/sync`.
/// Parameters without a value, and `sign` itself, are left out, as the platform leaves them out.
pub(crate) fn sign(secret: &str, path: &str, params: &Params) -> String {
    // Every key length is valid for HMAC, so the error cannot happen; an empty signature would be
    // refused by the platform.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret.as_bytes()) else {
        return String::new();
    };
    mac.update(path.as_bytes());
    for (name, value) in params.iter().filter(|(name, value)| is_signed(name, value)) {
        mac.update(name.as_bytes());
        mac.update(value.as_bytes());
    }
    upper_hex(&mac.finalize().into_bytes())
}

/// Returns whether a parameter is signed, and so sent.
pub(crate) fn is_signed(name: &str, value: &str) -> bool {
    name != "sign" && !value.trim().is_empty()
}

fn upper_hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02X}");
        text
    })
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    const VECTORS: &str = include_str!("../../tests/data/sign-vectors.json");

    fn params(vector: &Value) -> Params {
        let map = vector["params"].as_object().unwrap();
        map.iter().map(|(k, v)| (k.clone(), v.as_str().unwrap().to_owned())).collect()
    }

    #[test]
    fn signatures_equal_those_of_the_platforms_own_code() {
        let vectors: Vec<Value> = serde_json::from_str(VECTORS).unwrap();
        let mut checked = 0;
        for vector in &vectors {
            let path = match vector["protocol"].as_str().unwrap() {
                "iop_rest" => vector["api_path"].as_str().unwrap(),
                "top_sync" => "",
                other => panic!("no signer for {other}"),
            };
            let signature = sign(vector["secret"].as_str().unwrap(), path, &params(vector));
            assert_eq!(signature, vector["sign"].as_str().unwrap(), "{}", vector["name"]);
            checked += 1;
        }
        assert_eq!(checked, 8);
    }

    #[test]
    fn parameters_without_a_value_and_the_signature_itself_are_not_signed() {
        let bare = Params::from([("a".to_owned(), "1".to_owned())]);
        let mut more = bare.clone();
        more.insert("b".to_owned(), "  ".to_owned());
        more.insert("sign".to_owned(), "X".to_owned());
        assert_eq!(sign("s", "", &more), sign("s", "", &bare));
    }

    #[test]
    fn the_path_is_part_of_a_rest_signature() {
        let params = Params::from([("a".to_owned(), "1".to_owned())]);
        assert_ne!(sign("s", "/auth/token/create", &params), sign("s", "", &params));
    }
}
