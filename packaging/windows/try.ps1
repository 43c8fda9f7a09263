# try.ps1 -Installer FILE: installs without asking into a path that is long, has spaces and letters of other scripts,
# runs the programs there on a case at such a path, and removes them; throws where one of it does not hold.
param([Parameter(Mandatory)] [string]$Installer)
$ErrorActionPreference = "Stop"
function Invoke-Program([string]$File, [string[]]$Arguments) {
    $done = Start-Process -FilePath $File -ArgumentList $Arguments -Wait -PassThru -NoNewWindow
    if ($done.ExitCode -ne 0) { throw "$File $Arguments ended with $($done.ExitCode)." }
}
$work = Join-Path ([System.IO.Path]::GetTempPath()) "cpcl try 目录"
$target = Join-Path $work "program"
$case = Join-Path $work (("a rather long name of a folder 案件 " * 4).Trim() + "\" + ("and another one below it " * 5).Trim())
$env:CPCL_HOME = Join-Path $work "home"
$env:QT_QPA_PLATFORM = "offscreen"
New-Item -ItemType Directory -Force $work | Out-Null
Invoke-Program $Installer @("/VERYSILENT", "/SUPPRESSMSGBOXES", "/CURRENTUSER", "/NORESTART", "/TASKS=association,path", "/DIR=`"$target`"")
Invoke-Program "$target\cpcl.exe" @("demo", "--no-window", "--out", "`"$case`"")
Invoke-Program "$target\cpcl-desktop.exe" @("--smoke-test", "`"$case\demo.cpcl`"")
$opens = (Get-ItemProperty "HKCU:\Software\Classes\CPCLDesktop.Case\shell\open\command")."(default)"
if (-not $opens.Contains($target)) { throw "A case would be opened by $opens." }
Invoke-Program (Get-Item "$target\unins*.exe").FullName @("/VERYSILENT", "/SUPPRESSMSGBOXES", "/NORESTART")
for ($tries = 0; (Test-Path $target) -and $tries -lt 60; $tries++) { Start-Sleep 1 } # it removes itself last
if (Test-Path $target) { throw "Files were left in $target." }
if (Test-Path "HKCU:\Software\Classes\CPCLDesktop.Case") { throw "The association was left." }
if ((Get-ItemProperty "HKCU:\Environment").Path -like "*$target*") { throw "The path was left." }
if (-not (Test-Path -LiteralPath "$case\demo.cpcl")) { throw "The case was removed." }
Write-Output "Installed, run and removed; the case is there."
