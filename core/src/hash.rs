//! Ground floor: a short fingerprint of what is shown somewhere.

/// FNV-1a (Fowler, Noll, Vo 1991), 64 bits: the same on every platform and in every version, which
/// the standard library's hasher does not promise. It guards against stale content, not attackers.
pub(crate) fn fingerprint<'a>(parts: impl IntoIterator<Item = &'a str>) -> String {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for part in parts {
        // A byte that is in no UTF-8 text keeps "ab", "c" apart from "a", "bc".
        for byte in part.bytes().chain([0xff]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_kept_apart_and_the_value_is_fixed() {
        assert_ne!(fingerprint(["ab", "c"]), fingerprint(["a", "bc"]));
        assert_eq!(fingerprint(["a moment"]), fingerprint(["a moment"]));
        assert_eq!(fingerprint([]), "cbf29ce484222325");
    }
}
