# Signs the files given, with a timestamp: CERTIFICATE is a PFX in base64, PASSWORD its password. Both come from the
# environment and are on the disk only while this runs.
param([Parameter(Mandatory)][System.IO.FileInfo[]]$Files)
$ErrorActionPreference = "Stop"
$pfx = Join-Path ([System.IO.Path]::GetTempPath()) ([System.IO.Path]::GetRandomFileName() + ".pfx")
try {
    [System.IO.File]::WriteAllBytes($pfx, [System.Convert]::FromBase64String($env:CERTIFICATE))
    $tool = Get-ChildItem "C:/Program Files (x86)/Windows Kits/10/bin/*/x64/signtool.exe" | Sort-Object FullName | Select-Object -Last 1
    if (-not $tool) { throw "signtool.exe is not installed" }
    & $tool.FullName sign /fd sha256 /td sha256 /tr http://timestamp.digicert.com /f $pfx /p $env:PASSWORD $Files.FullName
    if ($LASTEXITCODE) { throw "signtool ended with $LASTEXITCODE" }
} finally {
    Remove-Item $pfx -ErrorAction SilentlyContinue
}
