/**
 * Everything that comes from outside: Caffe prototxt with Deep Compression weights, Winnow's own form of a model, images
 * and labels. Whatever is wrong with an input is found here and said with file, place, value, limit and what to do.
 */
package winnow.reader;
