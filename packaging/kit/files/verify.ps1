# Whether every file of this kit is as it was made, none is missing and none was added: 0 and a sentence, else 1.
$ErrorActionPreference = "Stop"
Set-Location -LiteralPath $PSScriptRoot
$faults = @()
$listed = @{}
foreach ($line in [System.IO.File]::ReadAllLines((Join-Path $PSScriptRoot "SHA256SUMS"))) {
    $name = $line.Substring(66)
    $listed[$name] = $true
    if (-not (Test-Path -LiteralPath $name -PathType Leaf)) { $faults += "${name}: is missing"; continue }
    $hash = (Get-FileHash -LiteralPath $name -Algorithm SHA256).Hash.ToLowerInvariant()
    if ($hash -ne $line.Substring(0, 64)) { $faults += "${name}: was changed" }
}
foreach ($file in Get-ChildItem -LiteralPath $PSScriptRoot -Recurse -File -Force) {
    $name = $file.FullName.Substring($PSScriptRoot.Length + 1).Replace("\", "/")
    if ($name -ne "SHA256SUMS" -and -not $listed.ContainsKey($name)) { $faults += "${name}: was added" }
}
if ($faults.Count -gt 0 -or $listed.Count -eq 0) {
    Write-Output "This kit is not as it was made. Do not install from it; ask for it again."
    $faults | Write-Output
    exit 1
}
Write-Output "All $($listed.Count) files of this kit are as they were made."
