/// Going somewhere by what one knows of it: a number, a time, a token, a rule broken.
package ismscope.app.jump;
