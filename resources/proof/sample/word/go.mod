module wsl-go-wizard.test/word

go 1.16
