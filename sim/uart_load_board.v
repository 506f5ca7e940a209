// A board with a shell that loads weights, and behind it, in the place of an accelerator, as little as shows whether
// beats and words arrive: result i is the sum of word i and input beat i. No part of a design; for sim/uart_bench.cpp.
`default_nettype none

module uart_load_board #(
    parameter integer CLOCKS_PER_BIT = 8,
    parameter integer TIMEOUT_WIDTH  = 14
) (
    input  wire clock_in,
    input  wire uart_rx,
    output wire uart_tx,
    output wire led_error,
    output wire led_busy
);
    localparam integer BEATS = 300;
    localparam integer WORDS = 300;

    wire        clk;
    wire        rst;
    wire [11:0] input_data;
    wire        input_valid;
    wire        input_ready;
    wire        input_last;
    wire        load_valid;
    wire [15:0] load_address;
    wire [15:0] load_data;
    wire [11:0] beat_data;
    wire        beat_valid;
    wire        beat_ready;
    wire [16:0] sum;

    reg  [15:0] words [0:511];
    reg  [8:0]  count_reg;

    // results wait in a memory until the frame is complete, as scores do that come at its end
    reg  [16:0] results [0:511];
    reg  [8:0]  sent_reg;
    reg         full_reg;
    wire [16:0] result_data  = results[sent_reg];
    wire        result_valid = full_reg;
    wire        result_last  = sent_reg == BEATS - 1;
    wire        result_ready;

    assign sum = {1'b0, words[count_reg]} + {5'd0, beat_data};

    winnow_board_clock u_clock (
        .clock_in(clock_in),
        .clk(clk),
        .rst(rst)
    );

    winnow_uart_shell #(
        .CLOCKS_PER_BIT(CLOCKS_PER_BIT),
        .TIMEOUT_WIDTH(TIMEOUT_WIDTH),
        .CLOCK_KHZ(8000),
        .INPUT_WIDTH(12),
        .INPUT_BEATS(BEATS),
        .CLOCKS_PER_BEAT(1),
        .OUTPUT_WIDTH(17),
        .OUTPUT_BEATS(BEATS),
        .LOAD_WORDS(WORDS),
        .DIGEST(64'h0123456789abcdef)
    ) u_shell (
        .clk(clk),
        .rst(rst),
        .uart_rx(uart_rx),
        .uart_tx(uart_tx),
        .led_error(led_error),
        .led_busy(led_busy),
        .m_axis_tdata(input_data),
        .m_axis_tvalid(input_valid),
        .m_axis_tready(input_ready),
        .m_axis_tlast(input_last),
        .s_axis_tdata(result_data),
        .s_axis_tvalid(result_valid),
        .s_axis_tready(result_ready),
        .s_axis_tlast(result_last),
        .load_valid(load_valid),
        .load_address(load_address),
        .load_data(load_data)
    );

    winnow_frame_guard #(
        .DATA_WIDTH(12),
        .BEATS(BEATS)
    ) u_guard (
        .clk(clk),
        .rst(rst),
        .s_axis_tdata(input_data),
        .s_axis_tvalid(input_valid),
        .s_axis_tready(input_ready),
        .s_axis_tlast(input_last),
        .m_data(beat_data),
        .m_valid(beat_valid),
        .m_ready(beat_ready),
        .error_short(),
        .error_long()
    );

    assign beat_ready = !full_reg;

    always @(posedge clk) begin
        if (load_valid) begin
            words[load_address[8:0]] <= load_data;
        end
        if (beat_valid && beat_ready) begin
            results[count_reg] <= sum;
            count_reg          <= (count_reg == BEATS - 1) ? 9'd0 : count_reg + 1'b1;
            full_reg           <= count_reg == BEATS - 1;
        end
        if (result_valid && result_ready) begin
            sent_reg <= result_last ? 9'd0 : sent_reg + 1'b1;
            full_reg <= !result_last;
        end
        if (rst) begin
            count_reg <= 9'd0;
            sent_reg  <= 9'd0;
            full_reg  <= 1'b0;
        end
    end
endmodule

`default_nettype wire
