// Cuts a stream of pixels into line-buffer words. A word holds WORD_PIXELS neighbouring pixels of one row of one
// channel, halo and padding included: all that the consumer's tile needs of that row. Words of a row start WORD_STEP
// pixels apart, the first one PAD_LEFT pixels before the row.
//
// Pixels come PIXELS at a time in the producer's tile order (row group; channel; column tile; row in the group; x in
// the tile; the last beat of a tile's row may hold fewer), or, if INTERLEAVED, one at a time as a camera sends them
// (row; x; channel). A word that the last pixel of its row completes is filled up with padding. One word is written a
// clock: further words that a beat completes, and words that lie in the padding alone, take a clock of their own.
//
// Rows are stored in a ring of SUPERROWS x STRIDE x BANKS rows: row / STRIDE modulo BANKS is the bank, so that the
// BANKS rows that the consumer reads at once lie in different banks. Each frame starts at a new superrow.
//
// Two modules do this: winnow_row_cutter where every word ends at the same place of some beat, which takes a fraction
// of what winnow_row_placer needs for all the rest.
`default_nettype none

module winnow_row_assembler #(
    parameter integer DATA_WIDTH       = 8,   // bits of a pixel
    parameter integer CHANNELS         = 2,   // channels of the tensor
    parameter integer HEIGHT           = 6,   // rows of the tensor
    parameter integer COLUMNS          = 6,   // columns of the tensor
    parameter integer GROUP_ROWS       = 2,   // rows of a row group of the producer
    parameter integer TILE_COLUMNS     = 3,   // columns of a column tile of the producer
    parameter integer PIXELS           = 1,   // pixels of a beat
    parameter integer INTERLEAVED      = 0,   // 1: row, x, channel order; then GROUP_ROWS = TILE_COLUMNS = PIXELS = 1
    parameter integer WORD_PIXELS      = 4,   // pixels of a word
    parameter integer WORD_STEP        = 2,   // pixels from one word to the next
    parameter integer PAD_LEFT         = 1,   // columns of padding before a row
    parameter integer TILES            = 3,   // words of a row of one channel
    parameter integer BANKS            = 2,   // memories, each one row of which is read per clock
    parameter integer STRIDE           = 1,   // consecutive rows that share a bank
    parameter integer SUPERROWS        = 4,   // rings of BANKS x STRIDE rows
    parameter integer ADDR_WIDTH       = 5,   // above clog2(TILES), at least clog2(SUPERROWS * STRIDE * ROW_WORDS)
    parameter integer ROWS_WIDTH       = 4,   // bits that hold SUPERROWS * STRIDE * BANKS
    parameter integer PADDING_CHANNELS = 1,   // 1: one padding value for all channels, else CHANNELS
    parameter [PADDING_CHANNELS*DATA_WIDTH-1:0] PADDING = {(PADDING_CHANNELS * DATA_WIDTH){1'b0}}
) (
    input  wire                              clk,
    input  wire                              rst,
    input  wire [PIXELS*DATA_WIDTH-1:0]      s_data,     // the leftmost pixel in the low bits
    input  wire                              s_valid,
    output wire                              s_ready,
    output wire [BANKS-1:0]                  write_enable,
    output wire [ADDR_WIDTH-1:0]             write_address,
    output wire [WORD_PIXELS*DATA_WIDTH-1:0] write_data,
    output wire [ROWS_WIDTH-1:0]             rows_written,   // rows complete as of the next clock; 0 for none
    input  wire [ROWS_WIDTH-1:0]             rows_released   // rows that the consumer is done with; 0 for none
);
    localparam integer ROW_BEATS = (COLUMNS + PIXELS - 1) / PIXELS;
    localparam integer DUE       = (WORD_PIXELS - PAD_LEFT + PIXELS - 1) / PIXELS;   // completes the first word
    // words that are complete before a row's last beat, were there no end of them
    localparam integer DUES      = (DUE < ROW_BEATS) ? (ROW_BEATS - 1 - DUE) * PIXELS / WORD_STEP + 1 : 0;
    localparam integer REGULAR   = (INTERLEAVED == 0 && PAD_LEFT < WORD_PIXELS && WORD_STEP % PIXELS == 0
        && (TILE_COLUMNS % PIXELS == 0 || TILE_COLUMNS >= COLUMNS) && (GROUP_ROWS == 1 || DUES <= TILES)) ? 1 : 0;

    generate
        if (REGULAR != 0) begin : gen_regular
            winnow_row_cutter #(
                .DATA_WIDTH(DATA_WIDTH),
                .CHANNELS(CHANNELS),
                .HEIGHT(HEIGHT),
                .COLUMNS(COLUMNS),
                .GROUP_ROWS(GROUP_ROWS),
                .TILE_COLUMNS(TILE_COLUMNS),
                .PIXELS(PIXELS),
                .WORD_PIXELS(WORD_PIXELS),
                .WORD_STEP(WORD_STEP),
                .PAD_LEFT(PAD_LEFT),
                .TILES(TILES),
                .BANKS(BANKS),
                .STRIDE(STRIDE),
                .SUPERROWS(SUPERROWS),
                .ADDR_WIDTH(ADDR_WIDTH),
                .ROWS_WIDTH(ROWS_WIDTH),
                .PADDING_CHANNELS(PADDING_CHANNELS),
                .PADDING(PADDING)
            ) u_cutter (
                .clk(clk),
                .rst(rst),
                .s_data(s_data),
                .s_valid(s_valid),
                .s_ready(s_ready),
                .write_enable(write_enable),
                .write_address(write_address),
                .write_data(write_data),
                .rows_written(rows_written),
                .rows_released(rows_released)
            );
        end else begin : gen_irregular
            winnow_row_placer #(
                .DATA_WIDTH(DATA_WIDTH),
                .CHANNELS(CHANNELS),
                .HEIGHT(HEIGHT),
                .COLUMNS(COLUMNS),
                .GROUP_ROWS(GROUP_ROWS),
                .TILE_COLUMNS(TILE_COLUMNS),
                .PIXELS(PIXELS),
                .INTERLEAVED(INTERLEAVED),
                .WORD_PIXELS(WORD_PIXELS),
                .WORD_STEP(WORD_STEP),
                .PAD_LEFT(PAD_LEFT),
                .TILES(TILES),
                .BANKS(BANKS),
                .STRIDE(STRIDE),
                .SUPERROWS(SUPERROWS),
                .ADDR_WIDTH(ADDR_WIDTH),
                .ROWS_WIDTH(ROWS_WIDTH),
                .PADDING_CHANNELS(PADDING_CHANNELS),
                .PADDING(PADDING)
            ) u_placer (
                .clk(clk),
                .rst(rst),
                .s_data(s_data),
                .s_valid(s_valid),
                .s_ready(s_ready),
                .write_enable(write_enable),
                .write_address(write_address),
                .write_data(write_data),
                .rows_written(rows_written),
                .rows_released(rows_released)
            );
        end
    endgenerate
endmodule

`default_nettype wire
