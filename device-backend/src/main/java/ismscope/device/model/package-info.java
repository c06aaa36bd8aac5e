/// The device: registers, status, commands, and the host that owns all devices.
package ismscope.device.model;
