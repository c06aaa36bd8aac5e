/// Colours that a person gives to events: rules in a text file, each a filter and a hue.
package ismscope.app.colour;
