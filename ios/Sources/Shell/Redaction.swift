import SteppingstoneCore

/// The core's descriptions of ``Words`` show a length only; this keeps `dump`, mirrors and the debugger to the same.
extension Words: CustomReflectable {
    /// A mirror without children.
    public var customMirror: Mirror {
        Mirror(self, children: [])
    }
}
