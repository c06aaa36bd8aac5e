/// Looking at a running backend: where it is, and what comes of trying.
package ismscope.app.attach;
