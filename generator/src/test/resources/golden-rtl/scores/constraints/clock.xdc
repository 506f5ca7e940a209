# Out-of-context timing of a generated top for Vivado: 200 MHz on its one clock. The streams are registered or
# come from counters, so half a period is left to what surrounds them.
create_clock -name clk -period 5.000 [get_ports clk]
set_input_delay -clock clk 2.500 [get_ports {rst s_axis_tdata[*] s_axis_tvalid s_axis_tlast m_axis_tready}]
set_output_delay -clock clk 2.500 [get_ports {s_axis_tready m_axis_tdata[*] m_axis_tvalid m_axis_tlast error_short error_long}]
