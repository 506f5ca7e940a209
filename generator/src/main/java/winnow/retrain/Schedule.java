package winnow.retrain;

/**
 * How long and how fast to train.
 *
 * @param stage  what progress and checkpoints call it
 * @param epochs how often every image is seen
 * @param rate   Adam's learning rate at the beginning; it falls to 0 along half a cosine
 * @param batch  images per step
 * @param shift  images move by up to so many pixels in each direction
 * @param seed   of the order of images and of their moves
 */
public record Schedule(String stage, int epochs, double rate, int batch, int shift, long seed) {}
