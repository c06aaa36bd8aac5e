/// Guest-physical memory as bounds-checked slots, little-endian.
package ismscope.device.memory;
