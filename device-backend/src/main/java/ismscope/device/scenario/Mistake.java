package ismscope.device.scenario;

import ismscope.device.tap.ViolationRule;

/// A mistake that a driver can make.
///
/// @param rule the rule that it breaks: the one violation that is recorded
/// @param text what the driver does
/// @param deed how it does it
record Mistake(ViolationRule rule, String text, Deed deed) {
    /// How a mistake is made.
    @FunctionalInterface
    interface Deed {
        /// Makes the mistake.
        ///
        /// @param culprit on, its device reset, its RAM empty
        void commit(Culprit culprit) throws Exception;
    }
}
