/// Which chunks belong to which token, and who may do what.
package ismscope.device.region;
