package winnow.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import winnow.report.Table;

/** How well an integer network's scores agree with those of the float network that it was made from. */
record ScoreAgreement(List<ImageScores> images) {
    ScoreAgreement {
        images = List.copyOf(images);
    }

    /** Signal to quantisation noise of the scores of all images in dB; infinite if there is no difference. */
    double decibels() {
        double signal = images.stream().mapToDouble(ImageScores::signal).sum();
        double noise = images.stream().mapToDouble(ImageScores::noise).sum();
        return noise == 0 ? Double.POSITIVE_INFINITY : 10 * Math.log10(signal / noise);
    }

    /** For how many images both networks decide for the same class. */
    long agreed() {
        return images.stream().filter(ImageScores::agreed).count();
    }

    /** How many different classes the float network sees: agreement on one class alone would mean little. */
    long classes() {
        return images.stream().mapToInt(ImageScores::expected).distinct().count();
    }

    double largestError() {
        return images.stream().mapToDouble(ImageScores::largestError).max().orElse(0);
    }

    Table table() {
        Table table = new Table("integer network against float network", "value");
        table.add("images", String.valueOf(images.size()));
        table.add("classes that the float network sees", String.valueOf(classes()));
        table.add("signal to quantisation noise of the scores, dB", number(decibels(), 2));
        table.add("images of the same class", String.valueOf(agreed()));
        table.add("the same, share", number(100.0 * agreed() / images.size(), 1) + " %");
        table.add("greatest error of a score", number(largestError(), 4));
        return table;
    }

    /** The images on which the networks do not agree. */
    Table differences() {
        Table table = new Table("image", "float class", "integer class", "float margin", "greatest error");
        images.stream().filter(image -> !image.agreed()).forEach(image -> table.add(image.image(),
                String.valueOf(image.expected()), String.valueOf(image.got()), number(image.margin(), 4),
                number(image.largestError(), 4)));
        return table;
    }

    private static String number(double value, int digits) {
        return String.format(Locale.ROOT, "%,." + digits + "f", value);
    }

    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("images", images.size());
        json.put("float_classes", classes());
        json.put("decibels", decibels());
        json.put("agreed", agreed());
        json.put("agreement", (double) agreed() / images.size());
        json.put("largest_error", largestError());
        json.put("per_image", images.stream().map(ImageScores::toJson).toList());
        return json;
    }
}
