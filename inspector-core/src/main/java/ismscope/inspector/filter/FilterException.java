package ismscope.inspector.filter;

/// A text is no filter.
public final class FilterException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient FilterFault fault;

    FilterException(FilterFault fault) {
        super(fault.inFull());
        this.fault = fault;
    }

    /// {@return what is wrong, and where}
    public FilterFault fault() {
        return fault;
    }
}
