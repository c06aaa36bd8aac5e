/// A recording fed through the live path again, with play, pause, speed, step and seek.
package ismscope.inspector.replay;
