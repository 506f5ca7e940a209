package winnow.encode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** An optimal prefix-free code whose words have a limited length. */
final class PrefixCode {
    private PrefixCode() {}

    /** Symbols that a coin of the package-merge algorithm stands for. */
    private record Coin(long weight, int[] symbols) {
        Coin and(Coin other) {
            int[] both = Arrays.copyOf(symbols, symbols.length + other.symbols.length);
            System.arraycopy(other.symbols, 0, both, symbols.length, other.symbols.length);
            return new Coin(weight + other.weight, both);
        }
    }

    /**
     * Lengths of the code words by the package-merge algorithm (Larmore and Hirschberg, <i>J. ACM</i> 37, 1990).
     *
     * @param limit greatest length; 2^limit is at least the number of symbols that occur
     * @return 0 for a symbol that does not occur, or is the only one
     */
    static int[] lengths(long[] frequencies, int limit) {
        List<Coin> single = new ArrayList<>();
        for (int symbol = 0; symbol < frequencies.length; symbol++) {
            if (frequencies[symbol] > 0) {
                single.add(new Coin(frequencies[symbol], new int[] {symbol}));
            }
        }
        int[] lengths = new int[frequencies.length];
        List<Coin> coins = List.of();
        for (int level = 0; level < limit; level++) {
            List<Coin> next = new ArrayList<>(single);
            for (int i = 0; i + 1 < coins.size(); i += 2) {
                next.add(coins.get(i).and(coins.get(i + 1)));
            }
            next.sort(Comparator.comparingLong(Coin::weight));
            coins = next;
        }
        for (Coin coin : coins.subList(0, Math.max(0, 2 * single.size() - 2))) {
            Arrays.stream(coin.symbols()).forEach(symbol -> lengths[symbol]++);
        }
        return lengths;
    }

    /**
     * The canonical code of the given lengths, as a decoder meets it that reads the lowest bit first: reversed.
     *
     * @return 0 for a symbol of length 0
     */
    static int[] words(int[] lengths) {
        int[] words = new int[lengths.length];
        int longest = Arrays.stream(lengths).max().orElse(0);
        int next = 0;
        for (int length = 1; length <= longest; length++) {
            next <<= 1;
            for (int symbol = 0; symbol < lengths.length; symbol++) {
                if (lengths[symbol] == length) {
                    words[symbol] = Integer.reverse(next++) >>> Integer.SIZE - length;
                }
            }
        }
        return words;
    }
}
