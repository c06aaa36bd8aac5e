/// Notify area, doorbells and vectors.
package ismscope.device.notify;
