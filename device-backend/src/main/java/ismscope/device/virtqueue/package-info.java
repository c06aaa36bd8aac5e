/// Device side of virtqueues, split and packed.
package ismscope.device.virtqueue;
