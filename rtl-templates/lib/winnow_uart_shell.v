// Between a serial line and an accelerator, for boards without a processor. A host sends a request and waits for the
// reply; both are frames: the byte A5, a type, the payload's length (2 bytes), the payload, and the CRC-16 of all that
// is behind A5 (2 bytes); numbers are low byte first. docs/boards.md has the tables of types, payloads and errors.
//
// No frame is stored: an image's beats go to the accelerator, and weights to their memories, as they come. What turns
// out to be wrong later is taken back: the accelerator's frame is ended by tlast, its result is dropped, weights count
// as not loaded. After any error the shell waits until the line has been quiet for the time-out and the accelerator
// is done, and then answers with an ERROR frame: whatever was wrong, the next frame starts in a clean state.
//
// A beat of the input takes BEAT_BYTES bytes of an image, the last ones of which count. There are more of them than the
// beat needs if the accelerator takes fewer beats a second than the line brings bytes.
`default_nettype none

module winnow_uart_shell #(
    parameter integer CLOCKS_PER_BIT  = 12,      // at least 8
    parameter integer TIMEOUT_WIDTH   = 20,      // time-out: 2**TIMEOUT_WIDTH clocks, up to twice that; 30 at most
    parameter integer CLOCK_KHZ       = 12000,   // for the host to know
    parameter integer INPUT_WIDTH     = 8,       // bits of a beat of the accelerator's input
    parameter integer INPUT_BEATS     = 784,     // beats of a frame
    parameter integer CLOCKS_PER_BEAT = 1,       // clocks that the accelerator takes for a beat, on average at most
    parameter integer OUTPUT_WIDTH    = 8,       // bits of a beat of its output
    parameter integer OUTPUT_BEATS    = 10,      // beats of a frame
    parameter integer LOAD_WORDS      = 0,       // 16-bit words of weights to load before the first image; 0: none
    parameter [63:0]  DIGEST          = 64'd0    // first 8 bytes of the model's SHA-256, the first one in the high bits
) (
    input  wire                    clk,
    input  wire                    rst,
    input  wire                    uart_rx,
    output wire                    uart_tx,
    output reg                     led_error,       // a request failed; until the next good one
    output wire                    led_busy,        // between a request's first byte and the reply's last one
    output reg  [INPUT_WIDTH-1:0]  m_axis_tdata,
    output reg                     m_axis_tvalid,
    input  wire                    m_axis_tready,
    output reg                     m_axis_tlast,
    input  wire [OUTPUT_WIDTH-1:0] s_axis_tdata,
    input  wire                    s_axis_tvalid,
    output wire                    s_axis_tready,
    input  wire                    s_axis_tlast,
    output wire                    load_valid,
    output wire [15:0]             load_address,    // of a word
    output wire [15:0]             load_data
);
    localparam integer BYTE_CLOCKS  = 10 * CLOCKS_PER_BIT;
    localparam integer INPUT_BYTES  = (INPUT_WIDTH + 7) / 8;
    localparam integer PACE_BYTES   = (CLOCKS_PER_BEAT + BYTE_CLOCKS - 1) / BYTE_CLOCKS;
    localparam integer BEAT_BYTES   = (PACE_BYTES > INPUT_BYTES) ? PACE_BYTES : INPUT_BYTES;
    localparam integer OUTPUT_BYTES = (OUTPUT_WIDTH + 7) / 8;
    localparam integer IMAGE_LENGTH = INPUT_BEATS * BEAT_BYTES;
    localparam integer SCORE_LENGTH = OUTPUT_BEATS * OUTPUT_BYTES + 4;
    localparam integer INFO_LENGTH  = 27;
    localparam integer MOST_LENGTH  = (LOAD_WORDS > 0 && IMAGE_LENGTH < 1023) ? 1023 : IMAGE_LENGTH;   // of a request

    localparam integer BEAT_WIDTH  = (BEAT_BYTES > 1) ? $clog2(BEAT_BYTES) : 1;
    localparam integer BEAT_LAST   = BEAT_BYTES - 1;
    localparam integer LEFT_WIDTH  = (MOST_LENGTH > 511) ? $clog2(MOST_LENGTH + 1) : 9;   // more than a byte
    localparam integer PLACE_WIDTH = (OUTPUT_BYTES > 32) ? $clog2(OUTPUT_BYTES) : 5;
    localparam integer SCORE_LAST  = OUTPUT_BYTES - 1;
    localparam integer INFO_LAST   = INFO_LENGTH - 1;
    localparam integer LINE_WIDTH  = $clog2(IMAGE_LENGTH) + $clog2(BYTE_CLOCKS) + 3;
    localparam integer WAIT_WIDTH  = TIMEOUT_WIDTH + 3;
    localparam integer WANT_WIDTH  = (LINE_WIDTH > WAIT_WIDTH) ? LINE_WIDTH : WAIT_WIDTH;
    localparam integer CYCLES_WIDTH = (WANT_WIDTH > 31) ? 31 : WANT_WIDTH;

    localparam [7:0] VERSION = 8'd1;   // of the protocol
    localparam [7:0] SYNC    = 8'hA5;

    localparam [1:0] TYPE_ERROR = 2'd0;   // replies only
    localparam [1:0] TYPE_IMAGE = 2'd1;   // answered by SCORES
    localparam [1:0] TYPE_LOAD  = 2'd2;   // answered by LOADED
    localparam [1:0] TYPE_INFO  = 2'd3;

    // The sort of an error; the step in which it was noticed says the rest.
    localparam [1:0] KIND_CONTENT = 2'd0;   // what came is wrong: no SYNC, an unknown type, ...
    localparam [1:0] KIND_TIMEOUT = 2'd1;   // nothing came
    localparam [1:0] KIND_FRAMING = 2'd2;   // a byte without a stop bit
    localparam [1:0] KIND_SURPLUS = 2'd3;   // something came before the reply had gone

    localparam [1:0] STATE_RECEIVE = 2'd0;
    localparam [1:0] STATE_WORK    = 2'd1;
    localparam [1:0] STATE_FAILED  = 2'd2;
    localparam [1:0] STATE_SEND    = 2'd3;

    // the byte of a frame that comes or goes next
    localparam [2:0] STEP_SYNC        = 3'd0;
    localparam [2:0] STEP_TYPE        = 3'd1;
    localparam [2:0] STEP_LENGTH_LOW  = 3'd2;
    localparam [2:0] STEP_LENGTH_HIGH = 3'd3;
    localparam [2:0] STEP_PAYLOAD     = 3'd4;
    localparam [2:0] STEP_CRC_LOW     = 3'd5;
    localparam [2:0] STEP_CRC_HIGH    = 3'd6;

    generate
        if (CLOCKS_PER_BIT < 8) begin : gen_bad_clocks
            ERROR_the_clock_must_be_at_least_8_times_the_baud_rate u_error ();
        end
        if (LOAD_WORDS > 65535) begin : gen_bad_load
            ERROR_at_most_65535_words_of_weights_can_be_loaded u_error ();
        end
        if (IMAGE_LENGTH > 65535 || SCORE_LENGTH > 65535) begin : gen_bad_length
            ERROR_an_image_or_its_scores_take_more_than_65535_bytes u_error ();
        end
    endgenerate

    reg [1:0] state_reg;
    reg [1:0] state_next;
    reg [2:0] step_reg;
    reg [2:0] step_next;
    reg [1:0] type_reg;
    reg [1:0] type_next;
    reg [1:0] kind_reg;
    reg [1:0] kind_next;
    reg [2:0] error_step_reg;
    reg       fail;

    wire receiving = state_reg == STATE_RECEIVE;
    wire failed    = state_reg == STATE_FAILED;
    wire sending   = state_reg == STATE_SEND;
    wire idle      = receiving && step_reg == STEP_SYNC;
    wire payload   = step_reg == STEP_PAYLOAD;

    assign led_busy = !idle;

    // -------------------------------------------------------------------------------------------- line and checksum

    wire       rx_valid;
    wire [7:0] rx_data;
    wire       rx_framing;
    wire       rx_bit_valid;
    wire       rx_bit;
    reg  [7:0] tx_data;
    wire       tx_valid;
    wire       tx_ready;
    wire       tx_bit_valid;
    wire       tx_bit;

    wire tx_taken = tx_valid && tx_ready;

    winnow_uart_receiver #(
        .CLOCKS_PER_BIT(CLOCKS_PER_BIT)
    ) u_receiver (
        .clk(clk),
        .rst(rst),
        .rx(uart_rx),
        .m_bit_valid(rx_bit_valid),
        .m_bit(rx_bit),
        .m_valid(rx_valid),
        .m_data(rx_data),
        .error_framing(rx_framing)
    );

    winnow_uart_transmitter #(
        .CLOCKS_PER_BIT(CLOCKS_PER_BIT)
    ) u_transmitter (
        .clk(clk),
        .rst(rst),
        .s_data(tx_data),
        .s_valid(tx_valid),
        .s_ready(tx_ready),
        .m_bit_valid(tx_bit_valid),
        .m_bit(tx_bit),
        .tx(uart_tx)
    );

    // Received bits are counted in the step of their byte, sent ones in the step after it. CRC bytes come from the
    // register's low byte both times: sending the first one shifts the second one down.
    wire        crc_clear = step_reg == STEP_SYNC || (sending && step_reg == STEP_TYPE);
    wire [15:0] crc;

    winnow_uart_crc u_crc (
        .clk(clk),
        .clear(crc_clear),
        .s_valid(sending ? tx_bit_valid : rx_bit_valid),
        .s_bit(sending ? tx_bit : rx_bit),
        .crc(crc)
    );

    // Clocks since the accelerator took the frame's first beat, until it has given its last one; before, since the
    // request began. As wide as 8 times the time-out, and as 8 times the image's way over the line, need it.
    reg  [CYCLES_WIDTH-1:0] cycles_reg;
    wire [31:0]             cycles = {{(32 - CYCLES_WIDTH){1'b0}}, cycles_reg};

    // The line has been quiet when a certain bit of the counter changed twice and no byte came.
    reg  slow_reg;
    reg  half_reg;
    reg  quiet;

    always @(posedge clk) begin
        slow_reg <= cycles_reg[TIMEOUT_WIDTH];
        if (cycles_reg[TIMEOUT_WIDTH] != slow_reg) begin
            half_reg <= 1'b1;
            quiet    <= half_reg;
        end
        if (rx_valid || rx_framing || idle || sending) begin
            half_reg <= 1'b0;
            quiet    <= 1'b0;
        end
    end

    // -------------------------------------------------------------------------------------------- frames

    reg [LEFT_WIDTH-1:0]  left_reg;     // bytes of the request's payload to come; before, its length
    reg [BEAT_WIDTH-1:0]  beat_reg;     // bytes of this beat that have come
    reg [PLACE_WIDTH-1:0] place_reg;    // bytes of this beat, or of what follows the scores, that have gone
    reg                   scored_reg;   // all scores have gone
    reg                   owed_reg;     // the accelerator has not finished the frame that was begun
    reg                   open_reg;     // the accelerator waits for more beats of that frame
    reg                   surplus_reg;  // something came while a reply was sent
    wire                  loaded;       // all weights are in their memories

    wire [15:0] length     = {rx_data, left_reg[7:0]};
    wire        is_image   = type_reg == TYPE_IMAGE;
    wire        is_info    = type_reg == TYPE_INFO || (LOAD_WORDS == 0 && type_reg[1]);
    reg         wrong;
    wire        type_known = rx_data[7:2] == 6'd0 && rx_data[1:0] != TYPE_ERROR
            && (LOAD_WORDS > 0 || rx_data[1:0] != TYPE_LOAD);
    wire        length_right = is_image ? length == IMAGE_LENGTH[15:0]
            : is_info ? length == 16'd0
            : !length[0];   // of a LOAD that is too long or empty the checksum is wrong, or bytes do not come
    wire        left_last  = left_reg == {{(LEFT_WIDTH - 1){1'b0}}, 1'b1};
    wire        beat_last  = BEAT_BYTES == 1 || beat_reg == BEAT_LAST[BEAT_WIDTH-1:0];
    wire        take       = receiving && payload && rx_valid;
    wire        score_last = is_image && s_axis_tvalid && place_reg == SCORE_LAST[PLACE_WIDTH-1:0];
    wire        reply_last = is_image ? scored_reg && place_reg == 3
            : !is_info || place_reg == INFO_LAST[PLACE_WIDTH-1:0];

    assign tx_valid      = sending && !(payload && is_image && !scored_reg && !s_axis_tvalid);
    assign s_axis_tready = failed || (tx_ready && sending && payload && !scored_reg && score_last);

    // What is wrong with the byte that came.
    always @* begin
        case (step_reg)
            STEP_SYNC:        wrong = rx_data != SYNC;
            STEP_TYPE:        wrong = !type_known;
            STEP_LENGTH_HIGH: wrong = !length_right;
            STEP_PAYLOAD:     wrong = beat_last && m_axis_tvalid;   // an overrun: the beat before still waits
            STEP_CRC_LOW:     wrong = is_image && !loaded;
            STEP_CRC_HIGH:    wrong = crc != 16'd0;
            default:          wrong = 1'b0;
        endcase
    end

    always @* begin
        state_next = state_reg;
        step_next  = step_reg;
        type_next  = type_reg;
        kind_next  = KIND_CONTENT;
        fail       = 1'b0;
        if ((receiving && rx_valid) || (sending && tx_taken)) begin
            step_next = (step_reg == STEP_CRC_HIGH) ? STEP_SYNC : step_reg + 1'b1;
            if (payload && !(receiving ? left_last : reply_last)) begin
                step_next = STEP_PAYLOAD;
            end
            if (step_reg == STEP_LENGTH_HIGH && (receiving ? is_info : type_reg == TYPE_LOAD)) begin
                step_next = STEP_CRC_LOW;
            end
        end
        case (state_reg)
            STATE_RECEIVE: begin
                if (rx_valid && step_reg == STEP_TYPE) begin
                    type_next = rx_data[1:0];
                end
                if (rx_valid && step_reg == STEP_CRC_HIGH) begin
                    state_next = STATE_WORK;
                end
                fail      = (rx_valid && wrong) || rx_framing || quiet;
                kind_next = quiet ? KIND_TIMEOUT : rx_framing ? KIND_FRAMING : KIND_CONTENT;
            end
            STATE_WORK: begin
                if (!is_image || s_axis_tvalid) begin
                    state_next = STATE_SEND;
                end
                fail      = rx_valid || rx_framing;
                kind_next = KIND_SURPLUS;
            end
            STATE_FAILED: begin
                if (quiet && !owed_reg && !m_axis_tvalid) begin
                    state_next = STATE_SEND;
                end
            end
            default: begin
                if (tx_taken && step_reg == STEP_CRC_HIGH) begin
                    state_next = STATE_RECEIVE;
                    fail       = surplus_reg;
                end
                kind_next = KIND_SURPLUS;
            end
        endcase
        if (fail) begin
            state_next = STATE_FAILED;
            step_next  = STEP_SYNC;
            type_next  = TYPE_ERROR;
        end
    end

    always @(posedge clk) begin
        state_reg <= state_next;
        step_reg  <= step_next;
        type_reg  <= type_next;
        if (fail) begin
            kind_reg       <= kind_next;
            error_step_reg <= step_reg;
            led_error      <= 1'b1;
        end else if (state_reg == STATE_WORK) begin
            led_error      <= 1'b0;
        end
        surplus_reg <= sending && (surplus_reg || rx_valid || rx_framing);

        if (receiving && rx_valid) begin
            if (step_reg == STEP_LENGTH_LOW) begin
                left_reg[7:0] <= rx_data;
            end
            if (step_reg == STEP_LENGTH_HIGH) begin
                left_reg[LEFT_WIDTH-1:8] <= rx_data[LEFT_WIDTH-9:0];
            end
            if (payload) begin
                left_reg <= left_reg - 1'b1;
            end
        end
        if (sending && tx_taken && payload) begin
            place_reg  <= (!scored_reg && score_last) ? {PLACE_WIDTH{1'b0}} : place_reg + 1'b1;
            scored_reg <= scored_reg || (score_last && s_axis_tlast);
        end
        if (idle) begin
            place_reg  <= {PLACE_WIDTH{1'b0}};
            scored_reg <= 1'b0;
        end
        if (rst) begin
            state_reg   <= STATE_RECEIVE;
            step_reg    <= STEP_SYNC;
            led_error   <= 1'b0;
            surplus_reg <= 1'b0;
        end
    end

    // -------------------------------------------------------------------------------------------- accelerator

    // The last bytes of a beat, the first of them in the low bits.
    wire [8*INPUT_BYTES-1:0] word;

    generate
        if (INPUT_BYTES == 1) begin : gen_byte
            assign word = rx_data;
        end else begin : gen_word
            reg [8*INPUT_BYTES-9:0] word_reg;

            assign word = {rx_data, word_reg};

            always @(posedge clk) begin
                if (take) begin
                    word_reg <= word[8*INPUT_BYTES-1:8];
                end
            end
        end
        if (8 * INPUT_BYTES > INPUT_WIDTH) begin : gen_padding
            wire unused_padding = &{1'b0, word[8*INPUT_BYTES-1:INPUT_WIDTH]};
        end
    endgenerate

    always @(posedge clk) begin
        if (take) begin
            beat_reg <= beat_last ? {BEAT_WIDTH{1'b0}} : beat_reg + 1'b1;
        end
        if (m_axis_tvalid && m_axis_tready) begin
            m_axis_tvalid <= 1'b0;
            open_reg      <= !m_axis_tlast;
            owed_reg      <= 1'b1;
        end else if (take && is_image && beat_last && !m_axis_tvalid) begin
            m_axis_tdata  <= word[INPUT_WIDTH-1:0];
            m_axis_tvalid <= 1'b1;
            m_axis_tlast  <= left_last;
        end else if (failed && open_reg && !m_axis_tvalid) begin
            m_axis_tvalid <= 1'b1;
            m_axis_tlast  <= 1'b1;
        end
        if (s_axis_tvalid && s_axis_tready && s_axis_tlast) begin
            owed_reg <= 1'b0;
        end
        cycles_reg <= cycles_reg + {{(CYCLES_WIDTH - 1){1'b0}}, !scored_reg};
        if (idle || (m_axis_tvalid && m_axis_tready && !owed_reg)) begin
            cycles_reg <= {CYCLES_WIDTH{1'b0}};
        end
        if (idle) begin
            beat_reg <= {BEAT_WIDTH{1'b0}};
        end
        if (rst) begin
            m_axis_tvalid <= 1'b0;
            open_reg      <= 1'b0;
            owed_reg      <= 1'b0;
        end
    end

    // -------------------------------------------------------------------------------------------- reply

    // What the host wants to know, first byte in the low bits.
    localparam [63:0] REVERSED = {DIGEST[7:0], DIGEST[15:8], DIGEST[23:16], DIGEST[31:24], DIGEST[39:32], DIGEST[47:40],
            DIGEST[55:48], DIGEST[63:56]};
    wire [31:0] input_beats  = INPUT_BEATS;
    wire [31:0] output_beats = OUTPUT_BEATS;
    wire [31:0] clock_khz    = CLOCK_KHZ;
    wire [31:0] load_words   = LOAD_WORDS;
    wire [7:0]  beat_bytes   = BEAT_BYTES[7:0];
    wire [7:0]  output_bytes = OUTPUT_BYTES[7:0];
    wire [8*INFO_LENGTH-1:0] info = {output_bytes, beat_bytes, load_words, clock_khz, output_beats, input_beats,
            REVERSED, VERSION};

    wire [7:0]  score_byte;
    wire [15:0] reply_length = is_image ? SCORE_LENGTH[15:0] : is_info ? INFO_LENGTH[15:0]
            : {15'd0, type_reg == TYPE_ERROR};

    generate
        if (OUTPUT_WIDTH <= 8) begin : gen_score
            wire [8:0] padded = {{(9 - OUTPUT_WIDTH){1'b0}}, s_axis_tdata};
            wire       unused_top = &{1'b0, padded[8]};

            assign score_byte = padded[7:0];
        end else begin : gen_scores
            wire [8*OUTPUT_BYTES:0] padded = {{(8 * OUTPUT_BYTES - OUTPUT_WIDTH + 1){1'b0}}, s_axis_tdata};

            assign score_byte = padded[8*place_reg +: 8];
        end
    endgenerate

    always @* begin
        case (step_reg)
            STEP_SYNC:        tx_data = SYNC;
            STEP_TYPE:        tx_data = {6'b100000, type_reg};
            STEP_LENGTH_LOW:  tx_data = reply_length[7:0];
            STEP_LENGTH_HIGH: tx_data = reply_length[15:8];
            STEP_PAYLOAD:     tx_data = is_info ? info[8*place_reg[4:0] +: 8]
                    : !is_image ? {2'd0, kind_reg, 1'd0, error_step_reg}
                    : scored_reg ? cycles[8*place_reg[1:0] +: 8] : score_byte;
            default:          tx_data = crc[7:0];
        endcase
    end

    // -------------------------------------------------------------------------------------------- weights

    generate
        if (LOAD_WORDS > 0) begin : gen_load
            localparam integer ADDRESS_WIDTH = $clog2(LOAD_WORDS + 1);

            reg [15:0]              word_reg;        // the last two bytes
            reg                     high_reg;        // a word's high byte comes next
            reg                     whole_reg;       // the high byte has just come
            reg                     addressed_reg;   // the address has come
            reg [ADDRESS_WIDTH-1:0] address_reg;
            reg                     loaded_reg;

            assign load_valid   = whole_reg && addressed_reg;
            assign load_address = {{(16 - ADDRESS_WIDTH){1'b0}}, address_reg};
            assign load_data    = word_reg;
            assign loaded       = loaded_reg;

            always @(posedge clk) begin
                if (take) begin
                    word_reg <= {rx_data, word_reg[15:8]};
                end
                high_reg  <= high_reg ^ take;
                whole_reg <= take && high_reg && type_reg == TYPE_LOAD;
                if (whole_reg) begin
                    addressed_reg <= 1'b1;
                    address_reg   <= addressed_reg ? address_reg + 1'b1 : word_reg[ADDRESS_WIDTH-1:0];
                end
                // behind the last word of a good frame the address is LOAD_WORDS
                if (type_reg == TYPE_LOAD && (take || state_reg == STATE_WORK)) begin
                    loaded_reg <= !take && address_reg == LOAD_WORDS[ADDRESS_WIDTH-1:0];
                end
                if (idle) begin
                    high_reg      <= 1'b0;
                    addressed_reg <= 1'b0;
                end
                if (rst) begin
                    whole_reg  <= 1'b0;
                    loaded_reg <= 1'b0;
                end
            end
        end else begin : gen_no_load
            assign load_valid   = 1'b0;
            assign load_address = 16'd0;
            assign load_data    = 16'd0;
            assign loaded       = 1'b1;
        end
    endgenerate
endmodule

`default_nettype wire
