/** Pictures of a plan: boxes, lines and text with all coordinates computed, ready for a template. */
package winnow.picture;
