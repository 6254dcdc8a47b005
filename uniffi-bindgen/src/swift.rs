//! `uniffi-bindgen-swift …`: makes the Swift bindings, header and module map from the host library.

fn main() {
    uniffi::uniffi_bindgen_swift();
}
