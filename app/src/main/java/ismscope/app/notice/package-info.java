/// What the window has to tell: sentences with details to unfold, never in the way.
package ismscope.app.notice;
