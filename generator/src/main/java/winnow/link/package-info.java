/** The host's side of a board: frames on a serial line, what they mean, and the ports that they pass through. */
package winnow.link;
