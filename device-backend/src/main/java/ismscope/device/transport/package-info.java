/// How a guest reaches its device: in process, in lockstep or from another thread.
package ismscope.device.transport;
