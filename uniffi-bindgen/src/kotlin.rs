//! `uniffi-bindgen generate --language kotlin …`: makes the Kotlin bindings from the host library.

fn main() {
    uniffi::uniffi_bindgen_main();
}
