package ismscope.device.transport;

import java.util.concurrent.locks.LockSupport;

/// The rest of a thread that serves its inbox alone. Made on that thread.
final class ParkedRest implements Rest {
    private final Thread taker = Thread.currentThread();

    @Override
    public boolean glance() {
        return false;
    }

    @Override
    public void sleep() {
        LockSupport.park(this);
    }

    @Override
    public void wake() {
        LockSupport.unpark(taker);
    }
}
