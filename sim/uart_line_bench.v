// Sends all bytes without a pause from a transmitter to a receiver whose clock is another one, and looks whether all
// arrive; then a glitch, which must pass unnoticed, and a break, which must be reported once; then a byte again. Both
// ends compute the checksum of the line's bits. For any simulator of Verilog-2001; with Icarus:
//   iverilog -g2005 -s uart_line_bench -Puart_line_bench.CLOCKS_PER_BIT=8 -Puart_line_bench.PERIOD=1020 -y lib FILE
// Prints PASS, or what is wrong.
`timescale 1ns / 1ps
`default_nettype none

module uart_line_bench;
    parameter integer CLOCKS_PER_BIT = 12;
    parameter integer PERIOD         = 1000;   // of the receiver's clock; the transmitter's is 1000

    localparam integer BYTES = 257;

    reg         sender_clk   = 1'b0;
    reg         clk          = 1'b0;
    reg         rst          = 1'b1;
    reg         line_low     = 1'b0;
    reg         sending      = 1'b1;
    reg  [8:0]  sent         = 9'd0;
    integer     received     = 0;
    integer     framing      = 0;
    integer     faults       = 0;
    wire [7:0]  next;
    wire        ready;
    wire        tx;
    wire        tx_bit_valid;
    wire        tx_bit;
    wire        rx_bit_valid;
    wire        rx_bit;
    wire        valid;
    wire [7:0]  data;
    wire        error_framing;
    wire [15:0] tx_crc;
    wire [15:0] rx_crc;

    // every byte, in an order that has both small and large steps
    function [7:0] value(input integer place);
        value = place * 37 + place / 16;
    endfunction

    assign next = value(sent);

    always #500 sender_clk = !sender_clk;
    always #(PERIOD / 2.0) clk = !clk;

    winnow_uart_transmitter #(
        .CLOCKS_PER_BIT(CLOCKS_PER_BIT)
    ) u_transmitter (
        .clk(sender_clk),
        .rst(rst),
        .s_data(next),
        .s_valid(sending && sent < BYTES),
        .s_ready(ready),
        .m_bit_valid(tx_bit_valid),
        .m_bit(tx_bit),
        .tx(tx)
    );

    winnow_uart_receiver #(
        .CLOCKS_PER_BIT(CLOCKS_PER_BIT)
    ) u_receiver (
        .clk(clk),
        .rst(rst),
        .rx(tx && !line_low),
        .m_bit_valid(rx_bit_valid),
        .m_bit(rx_bit),
        .m_valid(valid),
        .m_data(data),
        .error_framing(error_framing)
    );

    winnow_uart_crc u_tx_crc (
        .clk(sender_clk),
        .clear(rst),
        .s_valid(tx_bit_valid),
        .s_bit(tx_bit),
        .crc(tx_crc)
    );

    winnow_uart_crc u_rx_crc (
        .clk(clk),
        .clear(rst),
        .s_valid(rx_bit_valid),
        .s_bit(rx_bit),
        .crc(rx_crc)
    );

    always @(posedge sender_clk) begin
        if (ready && sending && sent < BYTES && !rst) begin
            sent <= sent + 1'b1;
        end
    end

    always @(posedge clk) begin
        if (!rst && valid) begin
            if (data !== value(received)) begin
                complain("wrong value of byte", received);
            end
            received = received + 1;
        end
        if (!rst && error_framing) begin
            framing = framing + 1;
        end
    end

    initial begin
        #(10 * 1000);
        rst = 1'b0;
        wait (sent == BYTES - 1);
        sending = 1'b0;
        silence;
        expect_that("bytes", received, BYTES - 1);
        expect_that("checksum", rx_crc, tx_crc);
        // nearly half a bit is no start bit
        line_low = 1'b1;
        #((CLOCKS_PER_BIT / 2 - 2) * PERIOD);
        line_low = 1'b0;
        silence;
        expect_that("bytes after the glitch", received, BYTES - 1);
        expect_that("framing errors after the glitch", framing, 0);
        line_low = 1'b1;
        #(35 * CLOCKS_PER_BIT * PERIOD);
        line_low = 1'b0;
        silence;
        expect_that("bytes after the break", received, BYTES - 1);
        expect_that("framing errors after the break", framing, 1);
        sending = 1'b1;
        wait (sent == BYTES);
        silence;
        expect_that("bytes at the end", received, BYTES);
        expect_that("framing errors at the end", framing, 1);
        if (faults == 0) begin
            $display("PASS %0d bytes", received);
        end
        $finish;
    end

    // Time for a byte and more.
    task silence;
        #(25 * CLOCKS_PER_BIT * 1000);
    endtask

    task expect_that(input [8*40-1:0] what, input integer is, input integer wanted);
        if (is !== wanted) begin
            faults = faults + 1;
            $display("FAIL: %0s: %0d instead of %0d", what, is, wanted);
        end
    endtask

    task complain(input [8*40-1:0] what, input integer number);
        begin
            faults = faults + 1;
            if (faults <= 10) begin
                $display("FAIL: %0s %0d", what, number);
            end
        end
    endtask
endmodule

`default_nettype wire
