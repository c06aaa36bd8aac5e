/// Built-in virtual machines with a virtio-ism driver.
package ismscope.device.guest;
