/**
 * Files to networks and back: Winnow's own form of a compressed network. A file is data from elsewhere; whatever is
 * wrong with it ends in one {@link winnow.network.InvalidInputException} that lists everything.
 */
package winnow.reader;
