package winnow.planner;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import winnow.network.InvalidInputException;
import winnow.network.Longs;

/**
 * Where weights that are loaded at start belong: an address for every unit of {@value #UNIT_BITS} bits. A weight memory takes
 * a region, whose size is a power of two and whose start is a multiple of it, so that an address is told apart by its high
 * bits; a word of several units has them one behind the other, the low bits first.
 */
public record LoadMap(List<Region> regions) {
    /** Bits that are loaded at once: the width of the large single-port memories of an iCE40 UltraPlus. */
    public static final int UNIT_BITS = 16;

    /** Bits of an address. */
    public static final int ADDRESS_BITS = 16;

    /**
     * One weight memory's addresses.
     *
     * @param plan     whose weights they are
     * @param first    address
     * @param unitBits bits of an address that tell apart the units of a word
     * @param wordBits bits of an address that tell apart the words
     */
    public record Region(ConvolutionPlan plan, int first, int unitBits, int wordBits) {
        private Region(ConvolutionPlan plan, int first) {
            this(plan, first, bits(plan.weights().wordBits() / UNIT_BITS), bits(Math.max(1, plan.weights().contents().length())));
        }

        private static int bits(int count) {
            return Integer.numberOfTrailingZeros(Bits.powerOfTwo(count));
        }

        /** Addresses of the region, a power of two. */
        public int size() {
            return 1 << unitBits + wordBits;
        }

        /** The unit at an address. */
        private int unit(int address) {
            Longs contents = plan.weights().contents();
            int word = address - first >> unitBits;
            int unit = address - first & (1 << unitBits) - 1;
            return word < contents.length() && unit < plan.weights().wordBits() / UNIT_BITS
                    ? (int) (contents.get(word) >>> UNIT_BITS * unit) & (1 << UNIT_BITS) - 1 : 0;
        }
    }

    public LoadMap {
        regions = List.copyOf(regions);
    }

    /**
     * The map of all engines whose weights are loaded, the largest region first, so that none leaves a gap.
     *
     * @throws InvalidInputException if they have more units than there are addresses
     */
    static LoadMap of(List<EnginePlan> engines) {
        List<Region> bySize = engines.stream()
                .filter(engine -> engine instanceof ConvolutionPlan plan && plan.loaded())
                .map(engine -> new Region((ConvolutionPlan) engine, 0))
                .sorted(Comparator.comparingInt(Region::size).reversed()).toList();
        List<Region> placed = new ArrayList<>();
        long next = 0;
        for (Region region : bySize) {
            placed.add(new Region(region.plan(), (int) next));
            next += region.size();
        }
        if (next > 1 << ADDRESS_BITS) {
            throw new InvalidInputException("weights to load at start take " + next + " addresses of " + UNIT_BITS
                    + " bits each, but there are " + (1 << ADDRESS_BITS) + "; load fewer layers");
        }
        return new LoadMap(placed);
    }

    /**
     * The layers whose weights a device's single-port memories take, those with most bits first, and no more of them than
     * there are memories of {@value #UNIT_BITS} bits for.
     *
     * @param memories how many there are
     * @param depth    words of each
     */
    public static List<String> choose(Plan plan, int memories, int depth) {
        List<ConvolutionPlan> bySize = plan.engines().stream()
                .filter(ConvolutionPlan.class::isInstance).map(engine -> ((ConvolutionPlan) engine).withLoadedWeights())
                .sorted(Comparator.comparingLong(ConvolutionPlan::payloadBits).reversed()).toList();
        List<String> chosen = new ArrayList<>();
        int left = memories;
        for (ConvolutionPlan engine : bySize) {
            int words = engine.weights().contents().length();
            int units = engine.weights().wordBits() / UNIT_BITS * ((words + depth - 1) / depth);
            if (units <= left) {
                chosen.add(engine.operation().name());
                left -= units;
            }
        }
        return chosen;
    }

    /** The region of an engine, if its weights are loaded. */
    public Optional<Region> region(EnginePlan engine) {
        return regions.stream().filter(region -> region.plan().operation().equals(engine.operation())).findFirst();
    }

    /** How many addresses there are, from 0 on; 0 if nothing is loaded. */
    public int size() {
        return regions.isEmpty() ? 0 : regions.get(regions.size() - 1).first() + regions.get(regions.size() - 1).size();
    }

    /** What is loaded, unit after unit from address 0 on; addresses without a word are zero. */
    public Longs units() {
        long[] units = new long[size()];
        for (Region region : regions) {
            for (int address = region.first(); address < region.first() + region.size(); address++) {
                units[address] = region.unit(address);
            }
        }
        return Longs.of(units);
    }
}
