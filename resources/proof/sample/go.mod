module wsl-go-wizard.test/sample

go 1.16

require wsl-go-wizard.test/word v0.0.0

replace wsl-go-wizard.test/word => ./word
