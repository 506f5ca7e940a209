package winnow.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** A table as Markdown, its columns aligned so that a terminal shows it well, too; columns of numbers to the right. */
public final class Table {
    private static final Pattern NUMBER = Pattern.compile("([<>]= |\\+- )?-?[0-9][0-9,.]*( %)?|");

    private final String[] heads;
    private final List<String[]> rows = new ArrayList<>();

    public Table(String... heads) {
        this.heads = heads;
    }

    /** Adds a row of as many cells as there are heads; a cell is Markdown, but for the bar that parts cells. */
    public void add(String... cells) {
        if (cells.length != heads.length) {
            throw new IllegalArgumentException(cells.length + " cells in a table of " + heads.length + " columns");
        }
        rows.add(Arrays.stream(cells).map(cell -> cell.replace("|", "\\|")).toArray(String[]::new));
    }

    /** The table, each line with its newline. */
    public String markdown() {
        StringBuilder text = new StringBuilder();
        line(text, heads);
        text.append('|');
        for (int column = 0; column < heads.length; column++) {
            text.append("-".repeat(width(column) + 1)).append(numeric(column) ? ':' : '-').append('|');
        }
        text.append('\n');
        rows.forEach(row -> line(text, row));
        return text.toString();
    }

    private void line(StringBuilder text, String[] cells) {
        text.append('|');
        for (int column = 0; column < cells.length; column++) {
            String blanks = " ".repeat(width(column) - cells[column].length());
            text.append(' ').append(numeric(column) ? blanks + cells[column] : cells[column] + blanks).append(" |");
        }
        text.append('\n');
    }

    private int width(int column) {
        return Math.max(heads[column].length(), rows.stream().mapToInt(row -> row[column].length()).max().orElse(0));
    }

    private boolean numeric(int column) {
        return rows.stream().allMatch(row -> NUMBER.matcher(row[column]).matches())
                && rows.stream().anyMatch(row -> !row[column].isEmpty());
    }
}
