# PYNQ-Z2: the clock and the AXI buses come from the processing system, so that the only pins are two LEDs, lit while high.
set_property -dict {PACKAGE_PIN R14 IOSTANDARD LVCMOS33} [get_ports led_error]
set_property -dict {PACKAGE_PIN P14 IOSTANDARD LVCMOS33} [get_ports led_busy]
set_false_path -to [get_ports {led_error led_busy}]
