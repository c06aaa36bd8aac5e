/// What is different between two moments of the session.
package ismscope.app.moments;
