build:
	mvn -q -B -o process-classes
.PHONY: build
