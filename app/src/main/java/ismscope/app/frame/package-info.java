/// How smooth the window is: frames and the way from the device to the pixel, measured.
package ismscope.app.frame;
