// The rows of a tensor that a tile still needs, as words made by winnow_row_assembler, in BANKS memories, and the
// reader that fetches, for one tap (channel, ky, kx) of the window, the words of the ROWS = BANKS output rows at once.
//
// Output row r of the group needs input row y + r * STRIDE + ky. Because row / STRIDE modulo BANKS is a row's bank, the
// BANKS rows lie in different banks, rotated by a constant that depends on ky alone; the reader turns the words back.
// Rows above or below the map read as padding.
//
// Latency 3 clocks: bank addresses, memories, rotated words.
`default_nettype none

module winnow_line_buffer #(
    parameter integer DATA_WIDTH       = 8,   // bits of a pixel
    parameter integer WORD_PIXELS      = 4,   // pixels of a word
    parameter integer HEIGHT           = 6,   // rows of the tensor
    parameter integer ROW_WORDS        = 6,   // words of a row of all channels
    parameter integer BANKS            = 2,   // memories; rows of a tile
    parameter integer STRIDE           = 1,   // consecutive rows that share a bank
    parameter integer SUPERROWS        = 4,   // rings of BANKS * STRIDE rows
    parameter integer KERNEL_HEIGHT    = 3,   // rows of the window
    parameter integer PAD_TOP          = 1,   // rows of padding above the map
    parameter integer ADDR_WIDTH       = 5,   // at least clog2(SUPERROWS * STRIDE * ROW_WORDS)
    parameter integer SLOT_WIDTH       = 2,   // at least clog2(SUPERROWS * STRIDE) and 1
    parameter integer KY_WIDTH         = 2,   // at least clog2(KERNEL_HEIGHT) and 1
    parameter integer Y_WIDTH          = 5    // signed; holds -PAD_TOP .. last row that any window touches
) (
    input  wire                                    clk,
    input  wire                                    rst,
    input  wire [BANKS-1:0]                        write_enable,
    input  wire [ADDR_WIDTH-1:0]                   write_address,
    input  wire [WORD_PIXELS*DATA_WIDTH-1:0]       write_data,
    input  wire                                    valid,      // read the words of a tap
    input  wire [SLOT_WIDTH-1:0]                   slot,       // superrow of input row y + PAD_TOP, times STRIDE
    input  wire signed [Y_WIDTH-1:0]               y,          // input row of the group's first row at ky = 0
    input  wire [KY_WIDTH-1:0]                     ky,         // row of the window
    input  wire [ADDR_WIDTH-1:0]                   word,       // channel * words of its row + column tile
    input  wire [DATA_WIDTH-1:0]                   padding,    // a pixel of this channel outside the map
    output reg                                     words_valid,
    output wire [BANKS*WORD_PIXELS*DATA_WIDTH-1:0] words       // of all rows, the first in the low bits
);
    localparam integer WORD       = WORD_PIXELS * DATA_WIDTH;
    localparam integer BANK_WIDTH = (BANKS > 1) ? $clog2(BANKS) : 1;
    localparam integer SLOTS      = SUPERROWS * STRIDE;
    localparam integer RING       = STRIDE * BANKS * SUPERROWS;
    localparam integer ROW_LAST   = HEIGHT - 1;
    localparam integer BANK_LAST  = BANKS - 1;
    localparam integer LIFT       = (PAD_TOP + RING - 1) / RING;   // rings that make a negative row positive

    // constants of each ky, packed: rotation of the banks, and per bank the slot relative to the group's first
    wire [KERNEL_HEIGHT*BANK_WIDTH-1:0]       rotations;
    wire [KERNEL_HEIGHT*BANKS*SLOT_WIDTH-1:0] slot_offsets;
    // the first address of each slot, for a group that starts in any superrow
    wire [2*SLOTS*ADDR_WIDTH-1:0]             slot_addresses;

    genvar i;
    genvar k;
    generate
        for (i = 0; i < KERNEL_HEIGHT; i = i + 1) begin : gen_ky
            localparam integer ROW      = LIFT * RING + i - PAD_TOP;   // relative to the group's superrow, lifted
            localparam integer ROTATION = (ROW / STRIDE) % BANKS;
            assign rotations[i*BANK_WIDTH +: BANK_WIDTH] = ROTATION[BANK_WIDTH-1:0];
            for (k = 0; k < BANKS; k = k + 1) begin : gen_bank
                localparam integer LANE = (k + BANKS - ROTATION) % BANKS;
                localparam integer SLOT = ((ROW / STRIDE + LANE) / BANKS % SUPERROWS) * STRIDE + ROW % STRIDE;
                assign slot_offsets[(i*BANKS+k)*SLOT_WIDTH +: SLOT_WIDTH] = SLOT[SLOT_WIDTH-1:0];
            end
        end
        for (i = 0; i < 2 * SLOTS; i = i + 1) begin : gen_slot
            localparam integer ADDRESS = (i % SLOTS) * ROW_WORDS;
            assign slot_addresses[i*ADDR_WIDTH +: ADDR_WIDTH] = ADDRESS[ADDR_WIDTH-1:0];
        end
    endgenerate

    wire [BANK_WIDTH-1:0]           rotation;
    reg                             valid_a;
    reg                             valid_b;
    reg  [BANK_WIDTH-1:0]           rotation_a;
    reg  [BANK_WIDTH-1:0]           rotation_b;
    reg  [BANKS-1:0]                outside_a;
    reg  [BANKS-1:0]                outside_b;
    reg  [DATA_WIDTH-1:0]           padding_a;
    reg  [DATA_WIDTH-1:0]           padding_b;
    wire [WORD-1:0]                 bank_words [0:(1<<BANK_WIDTH)-1];
    wire [BANKS*SLOT_WIDTH-1:0]     offsets;
    wire signed [Y_WIDTH-1:0]       window_row = y + $signed({{(Y_WIDTH - KY_WIDTH){1'b0}}, ky});

    winnow_select #(
        .WIDTH(BANK_WIDTH),
        .COUNT(KERNEL_HEIGHT),
        .INDEX_WIDTH(KY_WIDTH)
    ) u_rotation (
        .index(ky),
        .choices(rotations),
        .choice(rotation)
    );

    winnow_select #(
        .WIDTH(BANKS * SLOT_WIDTH),
        .COUNT(KERNEL_HEIGHT),
        .INDEX_WIDTH(KY_WIDTH)
    ) u_offsets (
        .index(ky),
        .choices(slot_offsets),
        .choice(offsets)
    );

    always @(posedge clk) begin
        valid_a     <= valid;
        valid_b     <= valid_a;
        words_valid <= valid_b;
        if (valid) begin
            rotation_a <= rotation;
            padding_a  <= padding;
        end
        if (valid_a) begin
            rotation_b <= rotation_a;
            outside_b  <= outside_a;
            padding_b  <= padding_a;
        end
        if (rst) begin
            valid_a     <= 1'b0;
            valid_b     <= 1'b0;
            words_valid <= 1'b0;
        end
    end

    generate
        for (k = 0; k < BANKS; k = k + 1) begin : gen_row
            localparam integer ROW        = k * STRIDE;
            localparam integer ROW_NUMBER = k;
            wire [SLOT_WIDTH:0]       row_slot = {1'b0, slot} + {1'b0, offsets[k*SLOT_WIDTH +: SLOT_WIDTH]};
            wire [ADDR_WIDTH-1:0]     row_address;
            reg  [ADDR_WIDTH-1:0]     address;
            wire signed [Y_WIDTH-1:0] row = window_row + $signed(ROW[Y_WIDTH-1:0]);
            wire [BANK_WIDTH:0]       turned = {1'b0, rotation_b} + ROW_NUMBER[BANK_WIDTH:0];
            wire [BANK_WIDTH-1:0]     bank = turned[BANK_WIDTH-1:0]
                - ((turned > BANK_LAST[BANK_WIDTH:0]) ? BANKS[BANK_WIDTH-1:0] : {BANK_WIDTH{1'b0}});
            reg  [WORD-1:0]           word_of_row;

            winnow_select #(
                .WIDTH(ADDR_WIDTH),
                .COUNT(2 * SLOTS),
                .INDEX_WIDTH(SLOT_WIDTH + 1)
            ) u_row_address (
                .index(row_slot),
                .choices(slot_addresses),
                .choice(row_address)
            );

            always @(posedge clk) begin
                if (valid) begin
                    address      <= row_address + word;
                    outside_a[k] <= row[Y_WIDTH-1] || row > $signed(ROW_LAST[Y_WIDTH-1:0]);
                end
            end

            winnow_ram #(
                .WIDTH(WORD),
                .DEPTH(SLOTS * ROW_WORDS),
                .ADDR_WIDTH(ADDR_WIDTH)
            ) u_memory (
                .clk(clk),
                .write_enable(write_enable[k]),
                .write_address(write_address),
                .write_data(write_data),
                .read_enable(valid_a),
                .read_address(address),
                .read_data(bank_words[k])
            );

            // output row k is in bank (k + rotation) modulo BANKS
            always @(posedge clk) begin
                if (valid_b) begin
                    word_of_row <= outside_b[k] ? {WORD_PIXELS{padding_b}} : bank_words[bank];
                end
            end
            assign words[k*WORD +: WORD] = word_of_row;
        end
        for (k = BANKS; k < (1 << BANK_WIDTH); k = k + 1) begin : gen_no_bank
            assign bank_words[k] = {WORD{1'b0}};
        end
    endgenerate
endmodule

`default_nettype wire
