/// What is wrong in the session, by rule, with the way to its proof.
package ismscope.app.findings;
