@echo off
rem install.bat FOLDER: the program in a virtual environment of its own, from this kit alone. Needs Python.
setlocal
chcp 65001 >nul
if "%~1"=="" echo Say where to install: install.bat FOLDER& exit /b 2
if exist "%~1" echo %~1 is there already. Name a folder that is not, or delete it first.& exit /b 2
powershell -NoProfile -ExecutionPolicy Bypass -File "%~dp0verify.ps1" || exit /b 1
if not defined PYTHON set "PYTHON=python"
"%PYTHON%" -m venv "%~1" || exit /b 1
set "PIP="%~1\Scripts\python.exe" -m pip --isolated --disable-pip-version-check install --quiet --no-index"
%PIP% --require-hashes --find-links "%~dp0wheels" --requirement "%~dp0requirements.txt" || exit /b 1
for %%W in ("%~dp0wheels\cpcl_desktop-*.whl") do %PIP% --no-deps "%%W" || exit /b 1
echo Installed. Start "%~1\Scripts\cpcl-desktop.exe", or try "%~1\Scripts\cpcl.exe" demo; to remove it, delete %~1.
