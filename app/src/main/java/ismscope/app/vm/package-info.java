/// Letting VMs in: where they connect, and the QEMU line that does it.
package ismscope.app.vm;
