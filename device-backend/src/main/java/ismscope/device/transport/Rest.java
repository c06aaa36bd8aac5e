package ismscope.device.transport;

/// How the taker of an [Inbox] sleeps, and what it looks after besides.
interface Rest {
    /// Looks, without waiting, after what is not in the inbox; called now and then while there is
    /// work.
    ///
    /// @return whether there was something, which is done
    boolean glance();

    /// Waits until [#wake] is called, or was since the last wait; may return early.
    void sleep();

    /// Ends the wait of the taker. Any thread.
    void wake();
}
