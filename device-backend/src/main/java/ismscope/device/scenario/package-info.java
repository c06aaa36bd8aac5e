/// Stories that built-in guests play.
package ismscope.device.scenario;
