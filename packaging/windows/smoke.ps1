# Installs, tries and removes what `build.py windows` made:
#
#     powershell -ExecutionPolicy Bypass -File packaging\windows\smoke.ps1
$ErrorActionPreference = 'Stop'
$setup = Get-ChildItem "$PSScriptRoot\..\..\build\ltx-accounts-*-setup.exe" | Select-Object -First 1
$place = Join-Path $env:TEMP 'ltx-accounts-smoke'

function Check($what, $good) {
    if (-not $good) { throw "failed: $what" }
    Write-Output "well: $what"
}

$run = Start-Process $setup.FullName "/VERYSILENT /CURRENTUSER /DIR=`"$place`"" -Wait -PassThru
Check 'it installs' ($run.ExitCode -eq 0)
$told = & "$place\ltx-desktop.exe" --version
Check "the command tells its version: $told" ($told -match '^LTX Accounts \d')
Check 'the program has version information' ((Get-Item "$place\ltx-accounts.exe").VersionInfo.ProductName -eq 'LTX Accounts')

$window = Start-Process "$place\ltx-accounts.exe" '--demo' -PassThru
# PowerShell knows the exit code later only of a process whose handle it holds.
$null = $window.Handle
$deadline = (Get-Date).AddSeconds(60)
while ($window.MainWindowHandle -eq 0 -and (Get-Date) -lt $deadline) { Start-Sleep -Milliseconds 200; $window.Refresh() }
Check 'the demo has a window' ($window.MainWindowHandle -ne 0)
$window.CloseMainWindow() | Out-Null
Check 'closing the window ends it' ($window.WaitForExit(20000))
Check 'it ends well' ($window.ExitCode -eq 0)

$run = Start-Process "$place\unins000.exe" '/VERYSILENT' -Wait -PassThru
Check 'it is removed' ($run.ExitCode -eq 0)
Check 'nothing of it stays' (-not (Test-Path $place))
