// Loads every address of the bus into a weight memory whose words have three units, and reads all its words: each must
// have its own units, and nothing of what belongs to other memories. For any simulator of Verilog-2001. Prints PASS, or
// what is wrong.
`timescale 1ns / 1ps
`default_nettype none

module weight_memory_bench;
    localparam integer WIDTH = 48;
    localparam integer DEPTH = 5;
    localparam integer FIRST = 96;   // a multiple of the 32 addresses that eight words of four units have

    reg             clk = 1'b0;
    reg             load_valid = 1'b0;
    reg  [15:0]     load_address = 16'd0;
    reg             enable = 1'b0;
    reg  [2:0]      address = 3'd0;
    wire [WIDTH-1:0] data;

    integer i;
    integer unit;
    integer faults = 0;

    // what an address is loaded with
    function [15:0] value(input [15:0] at);
        value = at * 16'd40503 + 16'd77;
    endfunction

    winnow_weight_memory #(
        .WIDTH(WIDTH),
        .DEPTH(DEPTH),
        .ADDR_WIDTH(3),
        .LOADED(1),
        .LOAD_FIRST(FIRST),
        .LOAD_UNIT_BITS(2)
    ) dut (
        .clk(clk),
        .load_valid(load_valid),
        .load_address(load_address),
        .load_data(value(load_address)),
        .enable(enable),
        .address(address),
        .data(data)
    );

    always #5 clk = !clk;

    initial begin
        for (i = 0; i < 256; i = i + 1) begin
            @(negedge clk);
            load_valid   = 1'b1;
            load_address = i;
        end
        @(negedge clk);
        load_valid = 1'b0;
        @(negedge clk);
        for (i = 0; i < DEPTH; i = i + 1) begin
            enable  = 1'b1;
            address = i;
            @(negedge clk);
            enable  = 1'b0;
            address = 3'd0;
            @(negedge clk);
            for (unit = 0; unit < 3; unit = unit + 1) begin
                if (data[16*unit +: 16] !== value(FIRST + 4 * i + unit)) begin
                    $display("FAIL word %0d unit %0d: %h", i, unit, data);
                    faults = faults + 1;
                end
            end
        end
        if (faults == 0) begin
            $display("PASS %0d words", DEPTH);
        end
        $finish;
    end
endmodule

`default_nettype wire
