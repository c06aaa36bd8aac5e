/// The guest's side of virtqueues, split and packed.
package ismscope.device.driver;
