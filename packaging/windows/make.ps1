# make.ps1 -Build FOLDER -Icon FILE.ico -Out FOLDER: the installer, with Inno Setup 6.
# With CERTIFICATE set (a .pfx in base64; CERTIFICATE_PASSWORD, TIMESTAMP_URL) programs, installer and uninstaller are signed.
param([Parameter(Mandatory)] [string]$Build, [Parameter(Mandatory)] [string]$Icon, [Parameter(Mandatory)] [string]$Out)
$ErrorActionPreference = "Stop"
$version = python -c "import cpcl_desktop; print(cpcl_desktop.__version__)"
$options = @("/DVersion=$version", "/DBuild=$(Resolve-Path $Build)", "/DIcon=$(Resolve-Path $Icon)")
New-Item -ItemType Directory -Force $Out | Out-Null
$options += "/DOut=$(Resolve-Path $Out)"
$certificate = Join-Path ([System.IO.Path]::GetTempPath()) "cpcl-certificate.pfx"
try {
    if ($env:CERTIFICATE) {
        [System.IO.File]::WriteAllBytes($certificate, [Convert]::FromBase64String($env:CERTIFICATE))
        $signtool = (Get-ChildItem "${env:ProgramFiles(x86)}\Windows Kits\10\bin\*\x64\signtool.exe" | Sort-Object FullName)[-1].FullName
        $sign = @("sign", "/fd", "SHA256", "/f", $certificate, "/p", $env:CERTIFICATE_PASSWORD)
        if ($env:TIMESTAMP_URL) { $sign += @("/tr", $env:TIMESTAMP_URL, "/td", "SHA256") }
        foreach ($program in Get-ChildItem "$Build\*.exe") {
            & $signtool @sign $program.FullName
            if ($LASTEXITCODE -ne 0) { throw "$program could not be signed." }
        }
        $quoted = ($sign | ForEach-Object { '$q' + $_ + '$q' }) -join " " # $q and $f: how Inno Setup writes " and the file
        $options += @("/Ssign=`$q$signtool`$q $quoted `$f", "/DSigned")
    } else {
        Write-Output "Nothing is signed: CERTIFICATE is not set."
    }
    & "${env:ProgramFiles(x86)}\Inno Setup 6\ISCC.exe" /Q @options (Join-Path $PSScriptRoot "cpcl.iss")
    if ($LASTEXITCODE -ne 0) { throw "Inno Setup made no installer." }
} finally {
    Remove-Item $certificate -ErrorAction SilentlyContinue
}
